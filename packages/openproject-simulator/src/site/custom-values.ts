import type { CustomField } from '../simulator-options.ts';
import { done, type Outcome, violates } from './outcome.ts';
import type { CustomValue, WorkPackage } from './records.ts';
import { keyOf, type Site } from './site.ts';

const stringCharsMax = 255;

/** The custom values of a work package after a change; a field that its type has not is passed over, as OpenProject does. */
export function prepareCustomValues(
  site: Site,
  workPackage: WorkPackage,
  wanted: Readonly<Record<string, CustomValue>>,
): Outcome<Record<string, CustomValue>> {
  const values = { ...workPackage.customValues };
  for (const field of site.fieldsOf(workPackage.typeId)) {
    const key = keyOf(field);
    const value = wanted[key];
    if (value !== undefined) {
      if (value !== null && !isValid(site, field, value)) return violates(key, `${field.name} is invalid.`);
      values[key] = value;
    }
    if (field.required && (values[key] ?? null) === null) return violates(key, `${field.name} can't be blank.`);
  }
  return done(values);
}

function isValid(site: Site, { format, options }: CustomField, value: Exclude<CustomValue, null>): boolean {
  switch (format) {
    case 'string':
      return typeof value === 'string' && value.length <= stringCharsMax;
    case 'text':
      return typeof value === 'string';
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'list':
      return options.some(({ id }) => id === value);
    case 'user':
      return typeof value === 'number' && site.member(value) !== undefined;
  }
}
