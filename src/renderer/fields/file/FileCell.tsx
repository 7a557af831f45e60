import type { FileField } from '../../../shared/records/define'
import { useLanguage } from '../../ui/use-language'
import { FiguresCell } from '../FiguresCell'
import type { CellProps } from '../field-parts'
import { fileText } from './file-text'

export const FileCell = ({ value, place }: CellProps<FileField>) => {
  const language = useLanguage()
  return <FiguresCell text={fileText(value, language)} place={place} />
}
