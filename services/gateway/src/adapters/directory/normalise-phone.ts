import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A directory's phone as E.164, or null where it is no valid number. `defaultCountry` (ISO 3166, `UA`) is for numbers
 * written without their country: a directory's own habit. A number that a person shares is never guessed at.
 */
export function normalisePhone(written: string, defaultCountry: string): string | null {
  if (!isSupportedCountry(defaultCountry)) throw new Error(`${defaultCountry} is not a country with phone numbers.`);
  return parseAs(written, defaultCountry);
}

function parseAs(written: string, defaultCountry: CountryCode): string | null {
  const phone = parsePhoneNumberFromString(written.trim(), { defaultCountry, extract: false });
  return phone?.isValid() && phone.ext === undefined ? phone.number : null;
}
