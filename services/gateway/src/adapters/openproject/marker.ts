const referencePattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isReference(reference: string): boolean {
  return referencePattern.test(reference);
}

/** What the custom field of references holds. */
export function ticketMarker(reference: string): string {
  return `desk-${reference}`;
}

export function readTicketMarker(value: string | null): string | null {
  return referenceAfter(/^desk-(.*)$/.exec(value?.trim() ?? '')?.[1]);
}

/** The last line of a comment of ours, which its page does not show. A person's words cannot have it: `<` is escaped. */
export function commentMarker(message: string): string {
  return `<!-- desk-message-${message} -->`;
}

export function readCommentMarker(markdown: string): string | null {
  return referenceAfter(/(?<!\\)<!-- desk-message-([0-9a-f-]{36}) -->\s*$/.exec(markdown)?.[1]);
}

function referenceAfter(found: string | undefined): string | null {
  return found !== undefined && isReference(found) ? found : null;
}
