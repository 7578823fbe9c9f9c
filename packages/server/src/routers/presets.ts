import { z } from 'zod'
import {
  listPresetsRequest,
  preset,
  presetReference,
  renamePresetRequest,
  savePresetRequest,
  setDefaultPresetRequest,
} from '../schemas/preset.ts'
import { procedure, router } from '../trpc.ts'

export const presetsRouter = router({
  list: procedure
    .meta({
      permission: 'look',
      scope: 'owner',
      description: "Presets of a driver: its own first, then one's own, by name. Throws `not_found`.",
    })
    .input(listPresetsRequest)
    .output(z.array(preset).readonly())
    .query(({ ctx, input }) => ctx.core.presets.list(input.driverId)),

  save: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Keeps settings under a name; only what is given is kept. Throws `settings_invalid` naming the setting in ' +
        '`details.setting`, `input_invalid` for the name, `state_conflict` if it is taken or there are too many, ' +
        '`not_found` for the driver.',
    })
    .input(savePresetRequest)
    .output(preset)
    .mutation(({ ctx, input }) => ctx.core.presets.save(input)),

  rename: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Gives a kept preset another name. Throws `settings_invalid` if there is no such preset, `not_supported` for ' +
        'one of the driver, `input_invalid` for the name, `state_conflict` if it is taken.',
    })
    .input(renamePresetRequest)
    .output(preset)
    .mutation(({ ctx, input }) => ctx.core.presets.rename(input.driverId, input.preset, input.name)),

  remove: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        'Forgets a kept preset; it is the default no more. Throws `settings_invalid` if there is none, ' +
        '`not_supported` for one of the driver.',
    })
    .input(presetReference)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.core.presets.remove(input.driverId, input.preset)),

  setDefault: procedure
    .meta({
      permission: 'archive',
      scope: 'owner',
      description:
        "Chooses the preset that holds for one's own new tasks that name none. Throws `settings_invalid` if there is none, or " +
        'the driver does not take it any more.',
    })
    .input(setDefaultPresetRequest)
    .output(z.void())
    .mutation(({ ctx, input }) => ctx.core.presets.setDefault(input.driverId, input.preset)),
})
