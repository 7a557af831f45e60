/** What every response to the page carries, in both shells: the page may load and call nothing but Daicho itself. */

/** Content security policy of the page; `calls` is what it may connect to beside its own origin. */
export const pagePolicy = (calls = ''): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // Mantine writes style elements and attributes; nonces do not reach all of them.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    `connect-src 'self'${calls && ` ${calls}`}`,
    "frame-src 'self' blob: about:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')

/** Headers of every response; the policy in it is the page's unless another is given. */
export const pageHeaders = (policy: string): Record<string, string> => ({
  'Content-Security-Policy': policy,
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=()',
})
