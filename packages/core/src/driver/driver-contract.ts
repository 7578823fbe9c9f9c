/**
 * Version of the contract between Muniment and its drivers. It is raised when a driver that was written for the version
 * before would no longer work; a package says in its `package.json` for which one it was written.
 */
export const driverContract = 1

/**
 * Marks what extends `ActivityArchiver`, whichever copy of this package it comes from: a class of another copy is
 * another class, yet it keeps the same contract.
 */
export const archiverMark: unique symbol = Symbol.for('muniment.activity-archiver')
