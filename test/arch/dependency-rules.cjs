/**
 * Who may import whom. Run over the sources by `pnpm run arch`; each rule is proved by a planted violation
 * (test/arch/dependency-rules.test.ts).
 */
const core = 'packages/core/src'
const room = (...names) => `^${core}/(${names.join('|')})/`
const tests = '\\.test\\.tsx?$'
const builtIn = ['core']

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other cannot be understood, tested or moved one by one. Types count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'core-is-a-leaf',
      comment: 'The product knows none of its edges.',
      severity: 'error',
      from: { path: '^packages/core/' },
      to: { path: '^(packages/(server|sdk)|apps|test)/' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'The SDK is generated from the router and carries nothing of ours.',
      severity: 'error',
      from: { path: '^packages/sdk/src/' },
      to: { path: '^(packages/(core|server)|apps|test)/' },
    },
    {
      name: 'server-knows-core-and-sdk',
      severity: 'error',
      from: { path: '^packages/server/' },
      to: { path: '^(apps|test)/' },
    },
    {
      name: 'server-uses-the-front-door',
      comment: 'Other packages are used by what they export, never by a path into their sources.',
      severity: 'error',
      from: { path: '^(packages/(server|sdk)|apps/[^/]+)/src/' },
      to: { path: '^packages/core/src/', pathNot: `^${core}/(index|testing/index)\\.ts$` },
    },
    {
      name: 'only-the-command-line-uses-the-sdk',
      severity: 'error',
      from: { path: '^packages/server/src/', pathNot: '^packages/server/src/cli/' },
      to: { path: '^packages/sdk/' },
    },
    {
      name: 'errors-are-a-leaf',
      severity: 'error',
      from: { path: room('errors') },
      to: { path: `^${core}/`, pathNot: room('errors') },
    },
    {
      name: 'drivers-see-ports-only',
      comment: 'A driver reaches the disk, the database and the network through its context alone.',
      severity: 'error',
      from: { path: room('drivers'), pathNot: tests },
      to: {
        path: `${room('db', 'tasks', 'testing')}|^${core}/(sources|pdf)/(?!([a-z]+-source|report-typesetter)\\.ts)`,
      },
    },
    {
      name: 'reporting-sees-ports-only',
      comment: 'What drivers share reaches no further than they do, and knows none of them.',
      severity: 'error',
      from: { path: room('reporting'), pathNot: tests },
      to: {
        path: `${room('db', 'tasks', 'drivers', 'testing')}|^${core}/(sources|pdf)/(?!([a-z]+-source|report-typesetter)\\.ts)`,
      },
    },
    {
      name: 'drivers-are-strangers',
      comment: 'What two drivers share belongs to neither.',
      severity: 'error',
      from: { path: `^${core}/drivers/([^/]+)/` },
      to: { path: `^${core}/drivers/([^/]+)/`, pathNot: `^${core}/drivers/$1/` },
    },
    {
      name: 'the-contract-knows-no-engine',
      severity: 'error',
      from: { path: room('driver') },
      to: { path: room('tasks', 'db', 'drivers', 'reporting', 'testing') },
    },
    {
      name: 'only-wiring-sees-the-database',
      comment: 'Everything else sees its ports.',
      severity: 'error',
      from: { path: `^${core}/`, pathNot: `^${core}/(db/|testing/|(create-core|backup-installation)\\.ts)|${tests}` },
      to: { path: room('db') },
    },
    {
      name: 'the-engine-sees-ports-only',
      severity: 'error',
      from: { path: room('tasks'), pathNot: tests },
      to: { path: `${room('db', 'drivers', 'reporting', 'documents', 'testing')}|^${core}/sources/moodle` },
    },
    {
      name: 'documents-and-pdf-know-no-product',
      severity: 'error',
      from: { path: room('documents', 'pdf'), pathNot: tests },
      to: { path: room('tasks', 'db', 'driver', 'drivers', 'reporting', 'sources', 'archive', 'testing') },
    },
    {
      name: 'archive-knows-no-product',
      severity: 'error',
      from: { path: room('archive'), pathNot: tests },
      to: { path: room('tasks', 'db', 'drivers', 'reporting', 'sources', 'documents', 'pdf', 'testing') },
    },
    {
      name: 'sources-know-no-product',
      severity: 'error',
      from: { path: room('sources'), pathNot: tests },
      to: { path: room('tasks', 'db', 'drivers', 'reporting', 'documents', 'pdf', 'archive', 'testing') },
    },
    {
      name: 'only-wiring-loads-packages',
      comment: 'Whatever reaches the loading of packages can run code that is not ours.',
      severity: 'error',
      from: { path: `^${core}/`, pathNot: `^${core}/(driver-packages/|create-core\\.ts)` },
      to: { path: room('driver-packages') },
    },
    {
      name: 'archivers-from-elsewhere-use-the-front-door',
      comment: 'The example proves that what we export is enough to write an archiver.',
      severity: 'error',
      from: { path: '^test/example-archiver/' },
      to: { path: '^(packages|apps|test)/', pathNot: `^(test/example-archiver/|${core}/(testing/)?index\\.ts$)` },
    },
    {
      name: 'no-test-kit-in-production',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: `/testing/|${tests}` },
      to: { path: `^${core}/testing/|${tests}` },
    },
    {
      name: 'the-renderer-is-a-web-page',
      comment: 'It knows the SDK and what the desktop shares; nothing of Node or Electron.',
      severity: 'error',
      from: { path: '^apps/desktop/src/renderer/' },
      to: {
        path: '^(packages/(core|server)|apps/desktop/src/(main|preload|utility)|test)/|^electron$|node_modules/electron/',
      },
    },
    {
      name: 'the-renderer-has-no-node',
      severity: 'error',
      from: { path: '^apps/desktop/src/renderer/' },
      to: { dependencyTypes: builtIn },
    },
    {
      name: 'the-preload-knows-the-contract-only',
      severity: 'error',
      from: { path: '^apps/desktop/src/preload/' },
      to: { path: '^(packages|test)/|^apps/desktop/src/(main|renderer|utility)/' },
    },
    {
      name: 'only-the-utility-process-holds-the-server',
      severity: 'error',
      from: { path: '^apps/desktop/src/(main|shared|preload|renderer)/' },
      to: { path: '^packages/(core|server)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|node_modules)/|^test/arch/planted/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['source', 'import', 'default'] },
  },
}
