/**
 * What `/board/api` answers, on each tracker: `site`, `cards`, `issues/<key>`, `act`. A refusal is `{ errorMessages }`, or
 * `errors` by their fields.
 *
 * @typedef {{ id: string, displayName: string, emailAddress: string }} Person
 *
 * @typedef {{
 *   key: string, summary: string, requestTypeName: string | null, priority: string, status: string,
 *   assignee: Person | null, reporter: Person, commentCount: number, attachmentCount: number,
 *   createdAt: number, updatedAt: number
 * }} Card
 *
 * @typedef {{
 *   id: string, public: boolean, author: Person, body: string, source?: string, attachmentIds: string[],
 *   createdAt: number, updatedAt: number
 * }} Comment `body` is for reading; `source` is what is edited, where that differs.
 *
 * @typedef {{
 *   id: string, filename: string, mimeType: string, size: number, public: boolean, author: Person, createdAt: number
 * }} Attachment
 *
 * @typedef {{ at: number, actor: Person, field: string, from?: string | null, to?: string | null }} Change What changed from
 *   what to what, where the tracker tells.
 *
 * @typedef {{
 *   key: string, summary: string, description: string, reporter: Person, assignee: Person | null,
 *   participants: Person[], status: string, statusCategory: Category, resolution: string | null,
 *   priority: string, labels: string[], comments: Comment[], attachments: Attachment[],
 *   links: { type: string, direction: 'inward' | 'outward', key: string }[], history: Change[],
 *   createdAt: number, updatedAt: number, requestTypeName: string | null, dueDate?: string | null,
 *   customFields: Record<string, unknown>, nextStatuses: { transition: string, status: string }[]
 * }} Issue
 *
 * @typedef {'new' | 'indeterminate' | 'done'} Category
 *
 * @typedef {'internal-notes' | 'turn-comments' | 'remove-comments' | 'participants'} Ability What not every tracker lets
 *   people do.
 *
 * @typedef {{
 *   tracker: 'jira' | 'openproject', edition: string, abilities: Ability[], projectKey: string,
 *   projectName: string | null, isDown: boolean, statuses: { name: string, category: Category }[],
 *   priorities: string[], usualPriority: string, agents: Person[],
 *   customers: Person[], requestTypes: { id: string, name: string, fieldIds: string[] }[],
 *   fieldNames: Record<string, string>
 * }} Site
 *
 * Acts on the opened issue as whoever is chosen; resolves with whether it was taken.
 * @typedef {(kind: string, details: Record<string, unknown>) => Promise<boolean>} DoAct
 */
export {};
