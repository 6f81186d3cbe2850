import type { DialogueBatch } from '@desk/contract';
import type { AuditLog } from '../ports/audit-log.ts';
import type { CommentWriter } from '../ports/comment-writer.ts';
import type { Consultation, Consultations } from '../ports/consultations.ts';
import type { DialogueTexts, SpokenLine } from '../ports/dialogue-texts.ts';
import type { Directory } from '../ports/directory.ts';
import type { Clock } from '../ports/system.ts';
import type { TrackerFile } from '../ports/tracker.ts';
import { grantLimits } from './grant-limits.ts';
import { namePeople } from './name-people.ts';
import type { OwnEchoes } from './own-echoes.ts';
import type { PostCommentOnce, WordsToPost } from './post-comment-once.ts';
import type { Refusal } from './refusal.ts';
import { type GrantUse, refuseGrant, useGrant } from './use-grant.ts';

export interface MirrorMessagesPorts {
  readonly consultations: Consultations;
  readonly commentWriter: CommentWriter;
  readonly directory: Directory;
  readonly dialogues: DialogueTexts;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly post: PostCommentOnce;
  readonly echoes: OwnEchoes;
}

export interface MessagesToMirror extends GrantUse {
  readonly body: DialogueBatch;
}

export type MirrorMessagesOutcome =
  | { readonly kind: 'mirrored'; readonly commentId: string; readonly filesRefused: readonly string[] }
  | Refusal<'grant-refused' | 'directory-down'>
  | Extract<Awaited<ReturnType<PostCommentOnce>>, Refusal>;

/** Writes a batch of a dialogue into its ticket as one public comment, once, as long as the grant lets it. */
export function mirrorMessages(ports: MirrorMessagesPorts) {
  return async (mirroring: MessagesToMirror): Promise<MirrorMessagesOutcome> => {
    const { caller, body } = mirroring;
    const granted = await useGrant(ports, mirroring);
    if (granted.kind === 'refused') return granted;
    const { consultation } = granted;
    if (consultation.closedRevision !== null) return refuseGrant(ports, caller, 'mirror-after-closing');
    const spending = { id: body.batch, messages: body.lines.length, bytes: 0 };
    const spent = await ports.consultations.spend(consultation.id, spending, grantLimits.most);
    if (spent === 'used-up') return refuseGrant(ports, caller, 'mirror-too-much');

    const people = await namePeople(ports, consultation);
    if (people.kind === 'refused') return people;
    const words = wordBatch(ports, consultation, mirroring, people.names);
    const posted = await ports.echoes.during(consultation.number, () => ports.post(words));
    return posted.kind === 'refused' ? posted : { ...posted, kind: 'mirrored' };
  };
}

function wordBatch(
  { dialogues, commentWriter }: MirrorMessagesPorts,
  { id, number, employeeId }: Consultation,
  { body }: MessagesToMirror,
  names: ReadonlyMap<string, string>,
): WordsToPost {
  const { language, lines } = body;
  const spoken = (filesRefused: readonly string[]) => tellLines(lines, names, new Set(filesRefused));
  const text = (filesRefused: readonly string[]) => dialogues.lines(language, spoken(filesRefused));
  const fileName = dialogues.fileName(number, lines[0]?.sentAt ?? 0);
  const fits = commentWriter.fits(text([]));
  return {
    ...{ message: body.batch, number, employeeId, consultation: id, visibility: 'public' },
    // Its lines are fixed before the first attempt. How they are told may change: a language, a file that is gone.
    bodyDigest: `${id} ${body.batch}`,
    text: (filesRefused) => (fits ? text(filesRefused) : dialogues.inFile(language, spoken(filesRefused), fileName)),
    wordless: false,
    files: lines.flatMap(({ files }) => files),
    ownFiles: fits ? [] : [textFile(fileName, text([]))],
    entry: { act: 'consultation-mirrored', actor: { kind: 'service' }, reason: id },
  };
}

function tellLines(
  lines: DialogueBatch['lines'],
  names: ReadonlyMap<string, string>,
  refused: ReadonlySet<string>,
): SpokenLine[] {
  return lines.map(({ side, author, sentAt: at, text, edited, files }) => ({
    ...{ name: names.get(author) ?? null, side, at, text, edited },
    files: files.map(({ uploadId, name }) => ({ name, refused: refused.has(uploadId) })),
  }));
}

function textFile(name: string, text: string): TrackerFile {
  const bytes = new TextEncoder().encode(text);
  return { name, bytes: bytes.length, open: () => new Blob([bytes]).stream() };
}
