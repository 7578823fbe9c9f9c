import type { IpcMainEvent, IpcMainInvokeEvent, WebFrameMain } from 'electron'

/**
 * The frame that sent a message, if it is the top frame of a window that shows our own page; undefined for everyone
 * else. `pages` are prefixes of addresses, ending in `/`.
 */
export function trustedSender(
  { senderFrame }: IpcMainEvent | IpcMainInvokeEvent,
  pages: readonly string[],
): WebFrameMain | undefined {
  if (senderFrame === null || senderFrame.parent !== null) return undefined
  return pages.some((page) => senderFrame.url.startsWith(page)) ? senderFrame : undefined
}
