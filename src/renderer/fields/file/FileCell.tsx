import type { FileField } from '../../../shared/records/define'
import { FiguresCell } from '../FiguresCell'
import type { CellProps } from '../field-parts'
import { fileText } from './file-text'

export const FileCell = ({ value, place }: CellProps<FileField>) => (
  <FiguresCell text={fileText(value)} place={place} />
)
