import type { MetaFunction } from '@remix-run/node'
import { Queue } from '#app/review/queue.tsx'

export const meta: MetaFunction = () => [{ title: 'Svidok' }]

export default function QueueRoute() {
  return <Queue />
}
