import type { ContactPhone } from './contact'

/** Numbers nobody is called on first: one answers only inside the office, the other not at all. */
const lastResort: readonly (string | null)[] = ['extension', 'fax']

/**
 * The number to call first: the one for emergencies, else the first in the record's own order that rings outside the
 * office; null where there is none but a fax.
 */
export const firstNumber = (phones: readonly ContactPhone[]): ContactPhone | null =>
  phones.find(({ use }) => use === 'emergency') ??
  phones.find(({ use }) => !lastResort.includes(use)) ??
  phones.find(({ use }) => use !== 'fax') ??
  null
