import { defineConfig } from 'vitest/config'
import { sodiumAlias } from './vite.config.ts'

const resolve = { alias: sodiumAlias }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: [
            '{app,server,db,tools}/**/*.test.ts',
            '{app,server}/**/*.test.tsx',
            'tests/{vectors,corpus,support}/**/*.test.ts',
          ],
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'whole',
          include: ['tests/{journeys,guarantees,attacks,bench,house}/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
