/**
 * What the board's API answers, as `src/board/view-card.ts` and `src/site/view-issue.ts` define it.
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
 *   id: string, public: boolean, author: Person, body: string, attachmentIds: string[],
 *   createdAt: number, updatedAt: number
 * }} Comment
 *
 * @typedef {{
 *   id: string, filename: string, mimeType: string, size: number, public: boolean, author: Person, createdAt: number
 * }} Attachment
 *
 * @typedef {{ at: number, actor: Person, field: string, from: string | null, to: string | null }} Change
 *
 * @typedef {{
 *   key: string, summary: string, description: string, reporter: Person, assignee: Person | null,
 *   participants: Person[], status: string, statusCategory: Category, resolution: string | null,
 *   priority: string, labels: string[], comments: Comment[], attachments: Attachment[],
 *   links: { type: string, direction: 'inward' | 'outward', key: string }[], history: Change[],
 *   createdAt: number, updatedAt: number, requestTypeName: string | null,
 *   customFields: Record<string, unknown>, nextStatuses: { transition: string, status: string }[]
 * }} Issue
 *
 * @typedef {'new' | 'indeterminate' | 'done'} Category
 *
 * @typedef {{
 *   flavour: 'cloud' | 'data-center', projectKey: string, projectName: string | null, isDown: boolean,
 *   statuses: { name: string, category: Category }[], priorities: string[], agents: Person[],
 *   customers: Person[], requestTypes: { id: string, name: string, fieldIds: string[] }[],
 *   fieldNames: Record<string, string>
 * }} Site
 *
 * Acts on the opened issue as whoever is chosen; resolves with whether it was taken.
 * @typedef {(kind: string, details: Record<string, unknown>) => Promise<boolean>} DoAct
 */
export {};
