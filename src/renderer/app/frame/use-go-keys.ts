import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useKeys } from '../../ui/key-bindings'
import { paths } from '../../ui/paths'
import { useLanguage } from '../../ui/use-language'
import { allItems, listedTypes } from './navigation-items'
import { useItemLabel } from './use-item-label'

/** `g` and a letter opens a screen, `c` begins a new record of the first type. */
export const useGoKeys = (): void => {
  const { t } = useTranslation('frame')
  const language = useLanguage()
  const navigate = useNavigate()
  const label = useItemLabel()
  const first = listedTypes[0]
  useKeys(t('keysGo'), [
    ...allItems.flatMap((item) =>
      item.key ? [{ keys: `g ${item.key}`, label: label(item), run: () => void navigate(item.to) }] : [],
    ),
    ...(first
      ? [
          {
            keys: 'c',
            label: t('newOf', { type: first.label[language] }),
            run: () => void navigate(paths.create(first.type)),
          },
        ]
      : []),
  ])
}
