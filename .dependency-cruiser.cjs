// Who may import whom (docs/DECISIONS.md, "rooms"). `reachable` rules follow imports of imports.
const room = (...names) => `^app/(${names.join('|')})/`
const NOT_TESTS = '\\.test(-d)?\\.tsx?$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'one-importer-of-libsodium',
      severity: 'error',
      from: { pathNot: ['^app/crypto/(sodium|libsodium-js\\.d)\\.ts$', '^tests/bench/'] },
      to: { path: 'libsodium' },
    },
    {
      name: 'crypto-knows-only-itself',
      severity: 'error',
      from: { path: room('crypto'), pathNot: NOT_TESTS },
      to: { pathNot: [room('crypto'), 'libsodium', 'node_modules/(@noble/hashes|hash-wasm)'] },
    },
    {
      name: 'testimony-knows-only-zod',
      comment: 'Bytes, JSON and hashes are crypto’s; nothing that seals or opens is reached.',
      severity: 'error',
      from: { path: room('testimony'), pathNot: NOT_TESTS },
      to: {
        pathNot: [
          room('testimony'),
          '^app/crypto/(bytes|json|hash|sodium|web-assembly|failure|types)\\.ts$',
          'node_modules/zod',
        ],
      },
    },
    {
      name: 'trust-knows-crypto-and-zod',
      severity: 'error',
      from: { path: room('trust'), pathNot: NOT_TESTS },
      to: { pathNot: [room('trust', 'crypto'), 'node_modules/(zod|shamir-secret-sharing)'] },
    },
    {
      name: 'wire-knows-bytes',
      comment: 'And the form of a statement, which has one schema.',
      severity: 'error',
      from: { path: room('wire'), pathNot: NOT_TESTS },
      to: {
        pathNot: [
          room('wire'),
          '^app/crypto/(bytes|json|hash|sodium|web-assembly|failure|types)\\.ts$',
          'node_modules/zod',
          '^app/trust/statement\\.ts$',
        ],
      },
    },
    {
      name: 'evidence-knows-bytes-and-readers',
      comment: 'The witness’s page and the desk both use it; it sends nothing and opens nothing.',
      severity: 'error',
      from: { path: room('evidence'), pathNot: NOT_TESTS },
      to: {
        pathNot: [
          room('evidence', 'testimony'),
          '^app/crypto/(bytes|hash|sha256|sodium|failure|types)\\.ts$',
          '^app/wire/worker\\.ts$',
          'node_modules/(file-type|exifreader|mediabunny)/',
        ],
      },
    },
    {
      name: 'intake-never-opens',
      severity: 'error',
      from: { path: [room('intake'), '^app/routes/witness/'], pathNot: NOT_TESTS },
      to: { path: ['^app/crypto/open(-file)?\\.ts$', room('keyring', 'review', 'admin')], reachable: true },
    },
    {
      name: 'review-and-admin-do-not-meet',
      severity: 'error',
      from: { path: room('review'), pathNot: NOT_TESTS },
      to: { path: room('intake', 'admin'), reachable: true },
    },
    {
      name: 'admin-and-review-do-not-meet',
      severity: 'error',
      from: { path: room('admin'), pathNot: NOT_TESTS },
      to: { path: room('intake', 'review'), reachable: true },
    },
    {
      name: 'ui-knows-no-room',
      severity: 'error',
      from: { path: room('ui'), pathNot: NOT_TESTS },
      to: { path: '^app/(?!ui/)' },
    },
    {
      name: 'app-never-runs-the-server',
      severity: 'error',
      from: { path: '^app/', pathNot: NOT_TESTS },
      to: { path: '^(server|db)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-never-opens',
      severity: 'error',
      from: { path: '^(server|db)/', pathNot: NOT_TESTS },
      to: {
        path: [
          '^app/crypto/(open(-file)?|box|seal|message|review-event|receipt)\\.ts$',
          room('keyring', 'intake', 'review', 'admin', 'ui'),
        ],
        reachable: true,
      },
    },
    {
      name: 'db-knows-no-room',
      severity: 'error',
      from: { path: '^db/', pathNot: NOT_TESTS },
      to: { path: '^(server|app)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-storage-of-tests-in-the-product',
      severity: 'error',
      from: { path: '^(app|server|db)/', pathNot: NOT_TESTS },
      to: { path: '^(tests|tools)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$|\\?worker' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
}
