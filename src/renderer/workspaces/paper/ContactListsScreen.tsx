import { ActionIcon, Menu } from '@mantine/core'
import {
  type Icon,
  IconAddressBook,
  IconBuilding,
  IconDots,
  IconHierarchy,
  IconHistory,
  IconId,
  IconList,
  IconTextSize,
  IconTrash,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { RecordId } from '../../../shared/journal/entry'
import { contactList } from '../../../shared/records/paper/contact-list'
import { useMay } from '../../generic/use-may'
import { useRecordActions } from '../../generic/use-record-actions'
import { optionsOf } from '../../print/options-of'
import { chosenContacts, sheetTitle } from '../../print/prepared-list'
import { attentionOf } from '../../print/sheet-attention'
import type { SheetInput, SheetLayout } from '../../print/sheet-input'
import { useOffice } from '../../store/client/hooks'
import { useLive, type useStore } from '../../store/client/store-context'
import { touches } from '../../store/client/touched'
import type { RecordView } from '../../store/store-api'
import { EmptyState } from '../../ui/EmptyState'
import { Page } from '../../ui/Page'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { useContacts } from './ContactListScreen'
import classes from './ContactListsScreen.module.css'
import { keptList } from './list-draft'

const icons: { readonly [L in SheetLayout]: Icon } = {
  list: IconList,
  tree: IconHierarchy,
  wallet: IconId,
  wall: IconTextSize,
  sites: IconBuilding,
}

const listTypes = new Set(['contactList', 'contactListRule', 'contactListMember'])

const readLists = async (
  store: Pick<ReturnType<typeof useStore>, 'openList' | 'listIds' | 'closeList' | 'records'>,
): Promise<readonly RecordView[]> => {
  const list = await store.openList({ type: 'contactList', life: 'live' })
  const ids = await store.listIds(list.id)
  await store.closeList(list.id)
  return store.records(ids)
}

/** All lists that are kept, and the layouts a new one can begin with. */
export const ContactListsScreen = () => {
  const { t } = useTranslation('lists')
  const language = useLanguage()
  const live = useLive('contact lists', readLists, (event) => touches(event, listTypes))
  const layouts = contactList.fields.layout.choices
  return (
    <Page title={t('title')} lead={t('lead')} room="wide">
      <h2 className={classes.heading}>{t('makeNew')}</h2>
      <ul className={classes.tiles}>
        {(Object.keys(icons) as SheetLayout[]).map((layout) => {
          const LayoutIcon = icons[layout]
          return (
            <li key={layout}>
              <Link
                className={classes.tile}
                to={`${paths.peopleList()}${layout === 'list' ? '' : `?layout=${layout}`}`}
              >
                <LayoutIcon size={22} stroke={1.5} aria-hidden />
                <b className={classes.tileName}>{layouts[layout].label[language]}</b>
                <span className={classes.tileWhat}>{t(`what_${layout}`)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <h2 className={classes.heading}>{t('kept')}</h2>
      {live.status === 'ready' &&
        (live.value.length === 0 ? (
          <EmptyState icon={<IconAddressBook size={28} stroke={1.5} />} title={t('none')}>
            {t('noneWhat')}
          </EmptyState>
        ) : (
          <KeptLists lists={live.value} />
        ))}
    </Page>
  )
}

const KeptLists = ({ lists }: { readonly lists: readonly RecordView[] }) => {
  const { t } = useTranslation('lists')
  const language = useLanguage()
  const office = useOffice()
  const read = useContacts()
  const { fields } = contactList
  const rows = useMemo(
    () =>
      lists.map((view) => {
        const options = optionsOf(keptList({ values: view.row.values, children: view.children }), language)
        const input: SheetInput | null = read
          ? {
              list: view.row.id,
              options,
              contacts: read.contacts,
              office,
              drawn: { at: read.at, ledger: '', version: '', head: null },
            }
          : null
        return {
          id: view.row.id,
          options,
          count: input && chosenContacts(input).length,
          attention: input && attentionOf(input).length,
        }
      }),
    [lists, read, office, language],
  )
  return (
    <table className={classes.lists} aria-label={t('listLabel')}>
      <thead>
        <tr>
          <th scope="col">{fields.name.label[language]}</th>
          <th scope="col">{fields.layout.label[language]}</th>
          <th scope="col">{fields.audience.label[language]}</th>
          <th scope="col" className={classes.figure}>
            {t('onIt')}
          </th>
          <th scope="col" className={classes.figure}>
            {t('toMend')}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, options, count, attention }) => {
          const LayoutIcon = icons[options.layout]
          return (
            <tr key={id}>
              <th scope="row">
                <Link to={paths.contactList(id)}>{sheetTitle(options)}</Link>
              </th>
              <td>
                <span className={classes.layout}>
                  <LayoutIcon size={16} stroke={1.6} aria-hidden />
                  {fields.layout.choices[options.layout].label[language]}
                </span>
              </td>
              <td>
                {options.audience === null ? '' : fields.audience.choices[options.audience].label[language]}
              </td>
              <td className={classes.figure}>{count}</td>
              <td className={classes.figure} data-late={attention ? true : undefined}>
                {attention === 0 ? t('toMendNone') : attention}
              </td>
              <td className={classes.figure}>
                <ListMenu id={id} name={sheetTitle(options)} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const ListMenu = ({ id, name }: { readonly id: RecordId; readonly name: string }) => {
  const { t } = useTranslation('lists')
  const may = useMay(contactList)
  const { remove } = useRecordActions()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="sm" aria-label={`${t('more')}: ${name}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to={paths.history({ record: id })}
          leftSection={<IconHistory size={14} aria-hidden />}
        >
          {t('history')}
        </Menu.Item>
        {may.write && (
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => void remove([{ id, name }])}
          >
            {t('remove')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
