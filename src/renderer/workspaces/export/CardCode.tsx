import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { IconQrcode } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { datedFileName } from '../../../shared/domain/written/file-name'
import { smallCard } from '../../../shared/exchange/export-vcard'
import { importableTypes, phonesOf } from '../../../shared/exchange/phones-of'
import type { Row } from '../../../shared/journal/row'
import type { RecordDeclaration } from '../../../shared/records/define'
import { declarationOf, typeOfId } from '../../../shared/records/registry'
import { nameOfRecord } from '../../generic/record-name'
import { qrShape } from '../../print/qr-code'
import { useOffice } from '../../store/client/hooks'
import type { RecordView } from '../../store/store-api'
import { saveFile } from '../../ui/save-file'
import { useLanguage } from '../../ui/use-language'
import classes from './ExportScreen.module.css'
import { recordOf } from './read-records'

/** One record as a QR code for the camera of a phone; nothing for types that are no contacts. */
export const CardCode = ({ view }: { readonly view: RecordView }) => {
  const { t } = useTranslation('export')
  const [opened, setOpened] = useState(false)
  const type = typeOfId(view.row.id)
  const declaration = declarationOf(type)
  if (!declaration || !(importableTypes as readonly string[]).includes(type)) return null
  return (
    <>
      <Button variant="default" leftSection={<IconQrcode size={16} />} onClick={() => setOpened(true)}>
        {t('code')}
      </Button>
      {opened && <CodeDialog declaration={declaration} view={view} onClose={() => setOpened(false)} />}
    </>
  )
}

type CodeDialogProps = {
  readonly declaration: RecordDeclaration
  readonly view: RecordView
  readonly onClose: () => void
}

const textAt = ({ values }: Row, field: string): string => {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}

const CodeDialog = ({ declaration, view, onClose }: CodeDialogProps) => {
  const { t } = useTranslation('export')
  const language = useLanguage()
  const office = useOffice()
  const phones = phonesOf(declaration)
  const numbers = (phones && view.children[phones.field]) || []
  // A number at home is nobody's business until the person says so; fax and extension are no use on a mobile.
  const [chosen, setChosen] = useState<readonly string[]>(
    numbers
      .filter((number) => !['home', 'fax', 'extension'].includes(textAt(number, 'use')))
      .map(({ id }) => id),
  )
  const writing = { declaration, language, office: office.name }
  const record = recordOf(view)
  const card = smallCard(
    record,
    numbers.filter(({ id }) => chosen.includes(id)).map(({ values }) => values),
    writing,
  )
  const { edge, path } = useMemo(() => qrShape(card.text), [card.text])
  const name = nameOfRecord(view.row.id, view.row.values, language)

  const save = () => {
    const file = datedFileName(name, new Date().toISOString(), office.zone, 'vcf')
    saveFile(file, `${card.text}\r\n`, 'text/vcard;charset=utf-8')
  }
  return (
    <Modal opened onClose={onClose} title={t('codeTitle', { name })} size="lg">
      <div className={classes.code}>
        <div className={classes.picture}>
          <svg
            role="img"
            aria-label={t('codeAlt')}
            viewBox={`0 0 ${edge} ${edge}`}
            shapeRendering="crispEdges"
          >
            <path d={path} />
          </svg>
        </div>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t('codeWhat')}</Text>
          {numbers.length > 0 && (
            <Checkbox.Group label={t('codeNumbers')} value={[...chosen]} onChange={setChosen}>
              <Stack gap={6} mt={4}>
                {numbers.map((number) => (
                  <Checkbox
                    key={number.id}
                    value={number.id}
                    label={`${phones?.uses[textAt(number, 'use')]?.label[language] ?? ''} ${textAt(number, 'number')}`.trim()}
                  />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
          {card.leftOut > 0 && (
            <Text size="sm" role="status">
              {t('codeLeftOut')}
            </Text>
          )}
          <Group gap="xs">
            <Button variant="default" onClick={save}>
              {t('codeSaveCard')}
            </Button>
          </Group>
        </Stack>
      </div>
    </Modal>
  )
}
