import type { ArtifactStore, KeptContent } from '../archive/artifact-store.ts'
import type { ArtifactCheckReport, ArtifactDamage } from '../core.ts'
import { ArchivingError, wrapUnknownError } from '../errors/index.ts'
import type { ArtifactReferences } from './artifact-references.ts'

/** What checking works with. */
export interface ArtifactCheckPorts {
  readonly artifacts: ArtifactStore
  readonly references: ArtifactReferences
}

/** Names that are asked for at once. */
const batchSize = 200
const mostDamages = 1_000

/**
 * Reads every content of the artifact store and compares it with its hash; then looks whether all is there that something
 * names. What has changed is moved away, so that the same bytes can be kept anew: the store keeps none that it has.
 *
 * Tasks may run meanwhile, in other processes too.
 *
 * @throws ArchivingError `storage_busy`, `storage_failed`, `aborted`
 */
export async function checkArtifacts(ports: ArtifactCheckPorts, signal?: AbortSignal): Promise<ArtifactCheckReport> {
  const check = new ArtifactCheck(ports, signal)
  await check.readContents()
  await check.lookForMissing()
  return check.report
}

class ArtifactCheck {
  readonly report = { contentsChecked: 0, bytesChecked: 0, damages: [] as ArtifactDamage[], damagesLeftOut: 0 }
  readonly #ports: ArtifactCheckPorts
  readonly #signal: AbortSignal | undefined
  /** What was moved away or could not be read is told as that, and not as missing. */
  readonly #told = new Set<string>()

  constructor(ports: ArtifactCheckPorts, signal: AbortSignal | undefined) {
    this.#ports = ports
    this.#signal = signal
  }

  async readContents(): Promise<void> {
    for await (const content of this.#ports.artifacts.list()) await this.#readContent(content)
  }

  async lookForMissing(): Promise<void> {
    const { artifacts, references } = this.#ports
    let names: readonly string[] = []
    do {
      this.#throwIfAborted()
      names = await references.namedAfter(names.at(-1) ?? '', batchSize)
      for (const sha256 of names) {
        if (this.#told.has(sha256) || (await artifacts.has(sha256))) continue
        this.#tell({ sha256, kind: 'missing', needed: true })
      }
    } while (names.length === batchSize)
  }

  async #readContent({ sha256, sizeBytes }: KeptContent): Promise<void> {
    const state = await this.#stateOf(sha256)
    // Cleaned meanwhile.
    if (state === 'gone') return
    this.report.contentsChecked++
    this.report.bytesChecked += sizeBytes
    // A disk may read wrongly once; what is moved away must be wrong.
    const kind = state === 'changed' ? await this.#stateOf(sha256) : state
    if (kind === 'sound' || kind === 'gone') return
    if (kind === 'changed') await this.#ports.artifacts.moveDamaged(sha256)
    const named = await this.#ports.references.namedAmong([sha256])
    this.#tell({ sha256, kind, needed: named.has(sha256) })
  }

  async #stateOf(sha256: string): Promise<'sound' | 'gone' | 'changed' | 'unreadable'> {
    try {
      for await (const _ of this.#ports.artifacts.open(sha256)) this.#throwIfAborted()
      return 'sound'
    } catch (error) {
      const { code } = wrapUnknownError(error)
      if (code === 'aborted' || code === 'storage_busy') throw error
      if (code === 'not_found') return 'gone'
      return code === 'write_mismatch' ? 'changed' : 'unreadable'
    }
  }

  #tell(damage: ArtifactDamage): void {
    this.#told.add(damage.sha256)
    if (this.report.damages.length < mostDamages) this.report.damages.push(damage)
    else this.report.damagesLeftOut++
  }

  #throwIfAborted(): void {
    if (this.#signal?.aborted) throw new ArchivingError('aborted', 'The work was aborted.')
  }
}
