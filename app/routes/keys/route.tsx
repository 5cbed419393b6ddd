import { KeysPage } from '#app/admin/keys-page.tsx'

export default KeysPage
