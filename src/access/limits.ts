/** How long sessions last, in seconds. @law OWASP ASVS 5.0 § 7.3 */
export const RESIDENT_IDLE_SECONDS = 15 * 60;
export const RESIDENT_LIFETIME_SECONDS = 12 * 60 * 60;
/** Long enough to think of a password. */
export const STARTER_LIFETIME_SECONDS = 60 * 60;
