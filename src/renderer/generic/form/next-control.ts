import { isComposing } from '../../ui/key-bindings'

/**
 * Enter in a one-line field goes on to the next control, as Japanese office programs do: an Enter too many after a
 * conversion must not save half a record. Composition, open drop-downs and buttons keep their Enter.
 */
export const nextControl = (event: KeyboardEvent): void => {
  const target = event.target
  if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return
  if (!(target instanceof HTMLInputElement)) return
  if (isComposing(event)) return
  event.preventDefault()
  if (target.getAttribute('aria-expanded') === 'true' || !target.form) return
  const controls = [...target.form.querySelectorAll<HTMLElement>('input, textarea, button')].filter(
    (one) => one.tabIndex >= 0 && !one.hasAttribute('disabled') && one.offsetParent !== null,
  )
  const at = controls.indexOf(target)
  controls[at + (event.shiftKey ? -1 : 1)]?.focus()
}
