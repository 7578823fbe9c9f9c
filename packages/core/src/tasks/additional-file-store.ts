import type { AdditionalFile } from '../core.ts'

/**
 * Keeps which files people added to tasks; their bytes lie in the artifact store. Each method is one unit of work.
 *
 * @throws ArchivingError of all methods: `storage_busy`, `storage_full`, `storage_failed`.
 */
export interface AdditionalFileStore {
  /**
   * Adds a file behind the others of its task. One whose id is there already is left as it is.
   *
   * @throws ArchivingError `state_conflict` if the task is not in state `created`, `input_invalid` if it has `maximum` files.
   */
  add(taskId: string, file: AdditionalFile, maximum: number): Promise<AdditionalFile>
  get(taskId: string, fileId: string): Promise<AdditionalFile | undefined>
  /** In the order in which they were added. */
  list(taskId: string): Promise<readonly AdditionalFile[]>
  /**
   * @returns whether the file was there.
   * @throws ArchivingError `state_conflict` if the task is not in state `created`.
   */
  remove(taskId: string, fileId: string): Promise<boolean>
}
