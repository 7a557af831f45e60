import { useTranslation } from 'react-i18next'
import { writeDuration } from '../../../shared/domain/written/duration-text'
import type { ImportPreview, RowChange, RowVerdict } from '../../../shared/exchange/import-plan'
import { phonesOf } from '../../../shared/exchange/phones-of'
import type { Language, RecordDeclaration } from '../../../shared/records/define'
import { choiceText } from '../../fields/choice/choice-text'
import { useLanguage } from '../../ui/use-language'
import classes from './ImportScreen.module.css'
import { cellProblem } from './problem-words'

/** Verdicts hold without colour. */
const signs = { create: '＋', change: '≠', same: '＝', refused: '×', gone: '－', delete: '－' } as const

type VerdictCellsProps = {
  readonly verdict: RowVerdict
  readonly preview: ImportPreview
  readonly declaration: RecordDeclaration
}

/** One row of the file: what becomes of it, and why. */
export const VerdictCells = ({ verdict, preview, declaration }: VerdictCellsProps) => {
  const { t } = useTranslation('import')
  const language = useLanguage()
  const phones = phonesOf(declaration)
  const fieldLabel = ({ field, use, phoneField }: RowChange) => {
    const of = use ? t('target_phoneOf', { use: choiceText(phones?.uses, use, language) }) : null
    if (phoneField) {
      const label = phones?.child.fields[phoneField]?.label[language] ?? phoneField
      return of === null ? label : t('phoneFieldOf', { phone: of, field: label })
    }
    return of ?? declaration.fields[field]?.label[language] ?? field
  }
  // The name of a new record stands beside it already.
  const changes = verdict.changes.filter(
    ({ field }) => verdict.action !== 'create' || field !== declaration.title,
  )
  return (
    <>
      <td className={classes.number}>{verdict.row === 0 ? '—' : verdict.row}</td>
      <td className={classes.action}>
        <span aria-hidden>{signs[verdict.action]}</span> {t(`verdict_${verdict.action}`)}
      </td>
      <th scope="row" className={classes.name}>
        {verdict.title}
      </th>
      <td>
        {verdict.problems.map((problem) => (
          <span
            key={`${problem.column} ${problem.problem} ${problem.value}`}
            className={classes.problem}
            data-refuses={problem.refuses || undefined}
          >
            {cellProblem(t, preview, problem)}
          </span>
        ))}
        {changes.length > 0 && (
          <span className={classes.changes}>
            {changes.map((change) => {
              const { field, before, after } = change
              return (
                <span key={`${fieldLabel(change)} ${before} ${after}`} className={classes.change}>
                  {before === '' || before === after
                    ? t('newValue', {
                        field: fieldLabel(change),
                        after: valueText(declaration, field, after, language),
                      })
                    : t('fromTo', {
                        field: fieldLabel(change),
                        before: valueText(declaration, field, before, language),
                        after: valueText(declaration, field, after, language),
                      })}
                </span>
              )
            })}
          </span>
        )}
      </td>
    </>
  )
}

const valueText = (
  { fields }: RecordDeclaration,
  field: string,
  value: string,
  language: Language,
): string => {
  const declared = fields[field]
  if (declared?.kind === 'choice') return choiceText(declared.choices, value, language)
  if (declared?.kind === 'duration' && value !== '') return writeDuration(Number(value), language)
  if (declared?.kind !== 'tags') return value
  const members = value.split(', ').map((member) => choiceText(declared.choices, member, language))
  return members.join(language === 'ja' ? '、' : ', ')
}
