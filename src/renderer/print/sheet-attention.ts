/** What on a sheet wants mending before it is given out, for the screen that shows it. */
import { firstNumber } from '../../shared/domain/contacts/first-number'
import { ringsOnlyInside } from './card-order'
import { type Listed, type Prepared, prepareList } from './prepared-list'
import { printedPhones } from './sheet-facts'
import type { SheetInput } from './sheet-input'
import { recordsOn, siteSheets } from './site-sheets'
import { treeOf } from './tree-pages'

export type Attention =
  /** Nobody can be called: no number on record, (`masked`) none that this audience may see, or none from outside. */
  | { readonly kind: 'noPhone' | 'masked' | 'insideOnly'; readonly id: string; readonly name: string }
  /** Not reached, never or not for long. */
  | {
      readonly kind: 'unchecked'
      readonly id: string
      readonly name: string
      readonly number: string
      readonly checkedOn: string | null
      readonly unreachedOn: string | null
    }
  | { readonly kind: 'uncalled'; readonly id: string; readonly name: string }
  | { readonly kind: 'absentCaller'; readonly id: string; readonly name: string; readonly caller: string }
  | { readonly kind: 'circle'; readonly id: string; readonly name: string; readonly names: readonly string[] }

/** Those whose numbers the sheet has. */
const printedOf = (prepared: Prepared): readonly Listed[] => {
  const { listed, options } = prepared
  if (options.layout === 'tree')
    return listed.filter(({ subject }) => subject === 'person' || subject === 'contact')
  if (options.layout === 'wallet') return listed.filter((each) => !ringsOnlyInside(each))
  if (options.layout !== 'sites') return listed
  return recordsOn(siteSheets(prepared))
}

/** In the order of the list: what cannot be called first, then what is not tied into a tree, then what wants checking. */
export const attentionOf = (input: SheetInput): readonly Attention[] => {
  const prepared = prepareList(input)
  const printed = printedOf(prepared)
  const onRecord = new Map(input.contacts.map((contact) => [contact.id, contact]))
  const silent = printed
    .filter((each) => printedPhones(each, prepared).length === 0)
    .map(({ id, name }): Attention => {
      const has = firstNumber(onRecord.get(id)?.phones ?? []) !== null
      return { kind: has ? 'masked' : 'noPhone', id, name }
    })
  const inside = prepared.listed
    .filter((each) => prepared.options.layout === 'wallet' && ringsOnlyInside(each))
    .map(({ id, name }): Attention => ({ kind: 'insideOnly', id, name }))
  const unchecked = printed.flatMap((each) =>
    printedPhones(each, prepared)
      .filter((phone) => phone.unchecked)
      .map(
        ({ number, checkedOn, unreachedOn }): Attention => ({
          kind: 'unchecked',
          id: each.id,
          name: each.name,
          number,
          checkedOn,
          unreachedOn,
        }),
      ),
  )
  return [...silent, ...inside, ...(prepared.options.layout === 'tree' ? inTree(prepared) : []), ...unchecked]
}

const inTree = (prepared: Prepared): readonly Attention[] => {
  const tree = treeOf(prepared)
  const absent = prepared.listed.flatMap((each): Attention[] => {
    const caller = tree.absentCaller(each)
    return caller === null ? [] : [{ kind: 'absentCaller', id: each.id, name: each.name, caller }]
  })
  const told = new Set(absent.map(({ id }) => id))
  return [
    ...tree.circles.flatMap((circle): Attention[] => {
      const [first] = circle
      return first
        ? [{ kind: 'circle', id: first.id, name: first.name, names: circle.map(({ name }) => name) }]
        : []
    }),
    ...absent,
    ...tree.uncalled
      .filter(({ id }) => !told.has(id))
      .map(({ id, name }): Attention => ({ kind: 'uncalled', id, name })),
  ]
}
