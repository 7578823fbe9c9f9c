// Modules that the test runner would rewrite are loaded by Node itself: the hooks for `electron` are Node's.
exports.nativeImport = (address) => import(address)
