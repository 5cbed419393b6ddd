import { PeoplePage } from '#app/admin/people-page.tsx'

export default PeoplePage
