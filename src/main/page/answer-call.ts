/** One call of a page, as it came over the border: checked against the contract, answered, never thrown out of here. */
import { type CallName, callSchemas, type HostServices } from '../../shared/contract/host-api'

/** `fault` is a defect of page or host, in ids and counts only; failures a person can act on are values. */
export type Answer = { readonly value: unknown } | { readonly fault: string }

/** Checks name and arguments and asks the host; `onDefect` hears what the host threw. */
export const answerCall = async (
  host: Pick<HostServices, 'call'>,
  name: unknown,
  args: unknown,
  onDefect: (where: string, defect: unknown) => void,
): Promise<Answer> => {
  if (!isCallName(name)) return { fault: 'no such call' }
  const checked = callSchemas[name].safeParse(args)
  if (!checked.success) {
    const places = checked.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code}`)
    return { fault: `${name}: arguments refused (${places.join(', ')})` }
  }
  try {
    return { value: await host.call(name, checked.data as never) }
  } catch (defect) {
    onDefect(name, defect)
    return { fault: `${name}: the host failed` }
  }
}

const isCallName = (name: unknown): name is CallName =>
  typeof name === 'string' && Object.hasOwn(callSchemas, name)
