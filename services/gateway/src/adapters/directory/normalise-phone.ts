import { isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A directory's phone as E.164, or null where it is no valid number. `defaultCountry` (ISO 3166, `UA`) is for numbers
 * written without their country, a habit of directories alone.
 */
export function normalisePhone(written: string, defaultCountry: string): string | null {
  if (!isSupportedCountry(defaultCountry)) throw new Error(`${defaultCountry} is not a country with phone numbers.`);
  return validOf(parsePhoneNumberFromString(written.trim(), { defaultCountry, extract: false }));
}

/** A phone that a person shared: always with its country, only its plus may be missing. Nothing is guessed. */
export function normaliseSharedPhone(shared: string): string | null {
  const international = shared.trim().replace(/^\+?/, '+');
  return validOf(parsePhoneNumberFromString(international, { extract: false }));
}

function validOf(phone: PhoneNumber | undefined): string | null {
  return phone?.isValid() && phone.ext === undefined ? phone.number : null;
}
