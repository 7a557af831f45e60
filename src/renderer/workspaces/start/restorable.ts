import type { NamedFailure } from '../../ui/failure-sentence'

/** `whole` entries stand without the damage, `lost` do not (null: nobody can tell). */
export type Restorable = { readonly whole: number; readonly lost: number | null }

/** What of a damaged folder can be restored all the same; null when the failure is another, or nothing can. */
export const restorable = ({ type, whole, lost }: NamedFailure): Restorable | null =>
  type === 'VaultDamaged' && typeof whole === 'number' && whole > 0
    ? { whole, lost: typeof lost === 'number' ? lost : null }
    : null
