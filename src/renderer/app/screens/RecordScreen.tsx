import { DetailScreen } from '../../generic/detail/DetailScreen'
import { CardCode } from '../../workspaces/export/CardCode'

/** One record, with what workspaces offer for it. */
export const RecordScreen = () => <DetailScreen extra={CardCode} />
