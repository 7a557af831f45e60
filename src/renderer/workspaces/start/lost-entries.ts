import type { LedgerDamage } from '../../../shared/contract/host-api'

/** Entries at or behind the damage, of every device; null: nobody can tell. */
export const lostEntries = ({ devices }: Pick<LedgerDamage, 'devices'>): number | null =>
  devices.reduce<number | null>(
    (sum, { entriesBehind }) => (sum === null || entriesBehind === null ? null : sum + entriesBehind),
    0,
  )
