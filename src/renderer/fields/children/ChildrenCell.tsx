import { writePhone } from '../../../shared/domain/written/phone-text'
import type { ChildrenField } from '../../../shared/records/define'
import { declarationOf } from '../../../shared/records/registry'
import { FiguresCell } from '../FiguresCell'
import type { CellProps } from '../field-parts'

/** What the worker shows of the child records: the title of the first. */
export const ChildrenCell = ({ field, shown, place }: CellProps<ChildrenField>) => {
  const declaration = declarationOf(field.of)
  const title = declaration?.fields[declaration.title]
  const isPhone = title?.kind === 'text' && title.format === 'phone'
  return <FiguresCell text={isPhone ? writePhone(shown ?? '') : (shown ?? '')} place={place} />
}
