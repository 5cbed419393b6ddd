import { index, route, type RouteConfig } from '@remix-run/route-config'

export default [
  index('routes/witness/route.tsx'),
  route('table', 'routes/table/route.tsx'),
  route('set-up', 'routes/set-up/route.tsx'),
  route('join', 'routes/join/route.tsx'),
  route('recover', 'routes/recover/route.tsx'),
  route('desk', 'routes/desk/route.tsx', [
    index('routes/queue/route.tsx'),
    route('people', 'routes/people/route.tsx'),
    route('keys', 'routes/keys/route.tsx'),
  ]),
] satisfies RouteConfig
