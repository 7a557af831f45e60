import { proxy, type Remote } from 'comlink'
import type { FieldMapping } from '../../../shared/exchange/import-plan'
import type { ImportOptions, Progress, StoreApi } from '../store-api'

/** The dry run of a file in the worker, which tells how far it has come. */
export const previewFile = (
  store: Remote<StoreApi>,
  file: File,
  mapping: FieldMapping | undefined,
  options: ImportOptions,
  onProgress: (progress: Progress) => void,
) => store.previewImport({ name: file.name, bytes: file }, mapping, options, proxy(onProgress))
