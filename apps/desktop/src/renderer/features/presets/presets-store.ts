import type { DriverDescription, MunimentClient, Preset } from '@muniment/sdk'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Engine } from '../../connection/engine.ts'
import { toFailure, type Failure } from '../../connection/failure.ts'
import { LoadableStore } from '../../connection/loadable-store.ts'

/** The presets of one archiver: its own first. */
export interface ArchiverPresets {
  readonly archiver: DriverDescription
  readonly presets: readonly Preset[]
}

/** The presets of all archivers, and what can be done with them. Knows nothing of React. */
export class PresetsStore {
  readonly list: LoadableStore<readonly ArchiverPresets[]>
  /** Why the last change did not work, or null. */
  readonly failure: StoreApi<{ readonly failure: Failure | null }> = createStore(() => ({ failure: null }))
  readonly #engine: Engine

  constructor(engine: Engine) {
    this.#engine = engine
    this.list = new LoadableStore((signal) => engine.read(readPresets, signal))
  }

  /** @throws MunimentError as `presets.rename`. */
  async rename({ driverId, key }: Preset, name: string): Promise<void> {
    await this.#engine.change((client) => client.presets.rename({ driverId, preset: key, name }))
    this.list.load()
  }

  async remove({ driverId, key }: Preset): Promise<void> {
    await this.#attempt((client) => client.presets.remove({ driverId, preset: key }))
  }

  /** Lets new tasks begin with a preset, or not any more if they do. */
  async toggleDefault({ driverId, key, isDefault }: Preset): Promise<void> {
    await this.#attempt((client) => client.presets.setDefault({ driverId, preset: isDefault ? null : key }))
  }

  async #attempt(work: (client: MunimentClient) => Promise<unknown>): Promise<void> {
    this.failure.setState({ failure: null })
    try {
      await this.#engine.change(work)
    } catch (error) {
      this.failure.setState({ failure: toFailure(error) })
    }
    this.list.load()
  }
}

async function readPresets(client: MunimentClient, signal: AbortSignal): Promise<readonly ArchiverPresets[]> {
  const archivers = await client.drivers.list(undefined, { signal })
  return await Promise.all(
    archivers.map(async (archiver) => ({
      archiver,
      presets: await client.presets.list({ driverId: archiver.id }, { signal }),
    })),
  )
}
