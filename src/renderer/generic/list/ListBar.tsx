import { Button, CloseButton } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordDeclaration } from '../../../shared/records/define'
import type { ListQuery } from '../../store/store-api'
import { useLanguage } from '../../ui/use-language'
import { inSentence } from '../type-words'
import { ChildrenFilterButton } from './ChildrenFilterButton'
import { FilterButton, filterFields } from './FilterButton'
import classes from './ListBar.module.css'
import type { ListAct, ListTake } from './list-act'
import type { Asked } from './list-address'
import { SearchBox } from './SearchBox'

type ListBarProps = {
  readonly declaration: RecordDeclaration
  readonly life: ListQuery['life']
  readonly asked: Asked
  readonly onAsk: (change: Partial<Asked>) => void
  readonly searchBox: RefObject<HTMLInputElement | null>
  readonly onSearched: () => void
  /** Rows found; null until they are. */
  readonly found: number | null
  /** Records of this type and life. */
  readonly total: number | undefined
  readonly chosen: number
  readonly act: ListAct | undefined
  readonly onAct: () => void
  readonly take: ListTake | undefined
  readonly onTake: () => void
  readonly onClear: () => void
}

/** Above the rows: search, filters, and at the right how many there are or what to do with those chosen. */
export const ListBar = (props: ListBarProps) => {
  const { declaration, life, asked, onAsk, searchBox, onSearched, found, total, chosen, act, take } = props
  const { t } = useTranslation('generic')
  const language = useLanguage()
  const choose = (field: string, oneOf: readonly string[]) =>
    onAsk({
      filters: [
        ...asked.filters.filter((one) => one.field !== field),
        ...(oneOf.length > 0 ? [{ field, oneOf }] : []),
      ],
    })
  return (
    <div className={classes.bar}>
      <SearchBox
        box={searchBox}
        text={asked.text}
        label={t('searchIn', { type: inSentence(declaration.labelMany, language) })}
        onText={(text) => onAsk({ text })}
        onDone={onSearched}
      />
      {filterFields(declaration).map(({ name, field }) => (
        <FilterButton
          key={name}
          type={declaration.type}
          life={life}
          name={name}
          field={field}
          chosen={asked.filters.find((one) => one.field === name)?.oneOf ?? []}
          onChoose={(oneOf) => choose(name, oneOf)}
        />
      ))}
      {Object.entries(declaration.fields).map(
        ([name, field]) =>
          field.kind === 'children' &&
          field.inList && (
            <ChildrenFilterButton
              key={name}
              field={field}
              chosen={asked.filters.find((one) => one.field === name)?.oneOf ?? []}
              onChoose={(oneOf) => choose(name, oneOf)}
            />
          ),
      )}
      <span className={classes.rest} />
      {chosen > 0 && (act || take) ? (
        <div className={classes.chosen}>
          <span role="status">{t('selected', { count: chosen })}</span>
          {take && (
            <Button size="compact-sm" variant="light" leftSection={take.icon} onClick={props.onTake}>
              {take.label}
            </Button>
          )}
          {act && (
            <Button size="compact-sm" variant="light" leftSection={act.icon} onClick={props.onAct}>
              {act.label}
            </Button>
          )}
          <CloseButton
            size="sm"
            aria-label={t('clearSelection')}
            title={t('clearSelection')}
            onClick={props.onClear}
          />
        </div>
      ) : (
        <span className={classes.count} role="status">
          {found !== null &&
            (total === undefined || found === total ? t('count', { found }) : t('countOf', { found, total }))}
        </span>
      )}
    </div>
  )
}
