import type { ChatLine, ConsultationDesk } from '../../ports/consultation-desk.ts';
import type { ChatBatch, StoredChatMessage } from '../../ports/consultations.ts';
import type { GatewayTrouble, UploadedFile } from '../../ports/gateway-desk.ts';
import type { People } from '../../ports/people.ts';
import type { Ids } from '../../ports/system.ts';

export type Lines =
  | { readonly kind: 'lines'; readonly lines: readonly ChatLine[] }
  | { readonly kind: 'grant-refused' }
  | GatewayTrouble;

interface LineNeeds {
  readonly people: Pick<People, 'findById'>;
  readonly ids: Ids;
  readonly consultationDesk: Pick<ConsultationDesk, 'upload'>;
}

/** An erased sender: the gateway knows nobody by it, and names the side. */
const nobody = 'unknown';
const batchMessagesMax = 50;
const batchCharsMax = 20_000;
const batchFilesMax = 10;

/** As many of the oldest as fit into one comment, one at least. */
export function takeBatch(unsynced: readonly StoredChatMessage[]): readonly StoredChatMessage[] {
  const taken: StoredChatMessage[] = [];
  let chars = 0;
  let files = 0;
  for (const message of unsynced.slice(0, batchMessagesMax)) {
    chars += wordsOf(message).length;
    files += fileOf(message) === null ? 0 : 1;
    if (taken.length > 0 && (chars > batchCharsMax || files > batchFilesMax)) break;
    taken.push(message);
  }
  return taken;
}

/** A batch as the ticket will have it; its files are in the gateway's spool by then. */
export async function linesOf(needs: LineNeeds, grantId: string, { messages }: ChatBatch): Promise<Lines> {
  const senders = new Map<string, string>();
  for (const id of new Set(messages.map(({ senderId }) => senderId))) {
    senders.set(id, (await needs.people.findById(id))?.person.profile.employeeId ?? nobody);
  }
  const lines: ChatLine[] = [];
  for (const message of messages) {
    const sent = await upload(needs, grantId, message);
    if (sent.kind !== 'files') return sent;
    const { id, side, sentAt, senderId, editedAt } = message;
    const isLost = sent.files.length === 0 && fileOf(message) !== null;
    lines.push({
      ...{ id, side, sentAt, authorEmployeeId: senders.get(senderId) ?? nobody },
      text: [wordsOf(message), ...(isLost ? [`[${fileOf(message)?.name}]`] : [])].filter(Boolean).join(' '),
      ...{ edited: editedAt !== null, files: sent.files },
    });
  }
  return { kind: 'lines', lines };
}

/** A file that nobody will have is named in the words instead. */
async function upload(
  { ids, consultationDesk }: LineNeeds,
  grantId: string,
  message: StoredChatMessage,
): Promise<
  | { readonly kind: 'files'; readonly files: readonly UploadedFile[] }
  | { readonly kind: 'grant-refused' }
  | GatewayTrouble
> {
  const file = fileOf(message);
  if (file === null) return { kind: 'files', files: [] };
  const uploadId = ids.derive('chat-file', message.id);
  const { telegramFileId, name } = file;
  const answer = await consultationDesk.upload(grantId, { uploadId, telegramFileId, name });
  switch (answer.kind) {
    case 'uploaded':
      return { kind: 'files', files: [answer.file] };
    case 'file-refused':
      return { kind: 'files', files: [] };
    default:
      return answer;
  }
}

function wordsOf({ content }: StoredChatMessage): string {
  return content?.text ?? '';
}

/** A correction changes words alone. */
function fileOf({ content, editedAt }: StoredChatMessage) {
  return editedAt === null ? (content?.file ?? null) : null;
}
