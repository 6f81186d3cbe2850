/** The browser for the board's test. */
export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
