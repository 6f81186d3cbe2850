import type { FieldMap } from '../tracker-map.ts';
import type { FormField } from './read-instance.ts';

export type FormKind = Exclude<FieldMap['kind'], 'description-only'>;

/** How a field of a request type is written; null for kinds that a chat cannot fill: people, files, lists, numbers. */
export function formKindOf({ jiraSchema: { type, custom }, validValues }: FormField): FormKind | null {
  switch (type) {
    case 'string':
      return custom?.endsWith(':textarea') ? 'rich-text' : isPlainText(custom) ? 'text' : null;
    case 'date':
      return 'date';
    case 'option':
      return validValues.length > 0 ? 'option' : null;
    default:
      return null;
  }
}

/** Addresses and links have rules of their own, which Jira explains to people at its form and to nobody else. */
function isPlainText(custom: string | null | undefined): boolean {
  return !custom?.endsWith(':url');
}
