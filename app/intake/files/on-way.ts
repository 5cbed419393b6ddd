import type { FileOnWay } from './files-way.ts'

const ways = new Set(['preparing', 'waiting', 'sending', 'confirming'])

/** Whether a file is neither received nor given up. */
export const isOnWay = ({ phase }: FileOnWay): boolean => ways.has(phase)
