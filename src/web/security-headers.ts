import type { FastifyHelmetOptions } from "@fastify/helmet";

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Strict on every answer: our own style sheets, scripts, fonts and pictures, and nothing else from anywhere. */
export function securityHeaders(isHttps: boolean): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
      },
    },
    strictTransportSecurity: isHttps ? { maxAge: ONE_YEAR_SECONDS, includeSubDomains: false } : false,
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    // "no-referrer" would make browsers send "Origin: null" with our own forms.
    referrerPolicy: { policy: "same-origin" },
    frameguard: { action: "deny" },
  };
}
