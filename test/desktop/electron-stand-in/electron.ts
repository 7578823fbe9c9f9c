import { findStart } from './starts.ts'

/** The module `electron` of one start; its number is in the address under which it was loaded. */
const standIn = findStart(Number(new URL(import.meta.url).searchParams.get('start')))

export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} = standIn
