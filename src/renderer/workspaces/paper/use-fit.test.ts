import { expect, it } from 'vitest'
import { fitted } from './use-fit'

it('leaves a sheet that has room as it is', () => {
  expect(fitted({ width: 900, height: 600 }, 794)).toBeNull()
})

it('shows a lying sheet smaller, so that the desk is exactly filled', () => {
  const fit = fitted({ width: 830, height: 600 }, 1123)
  expect(fit && fit.width * fit.scale).toBeCloseTo(830)
  expect(fit && fit.height * fit.scale).toBeCloseTo(600)
})

it('is not made too small to be read', () => {
  expect(fitted({ width: 300, height: 600 }, 1123)?.scale).toBe(0.55)
})

it('waits until the desk is measured', () => {
  expect(fitted({ width: 0, height: 0 }, 1123)).toBeNull()
})
