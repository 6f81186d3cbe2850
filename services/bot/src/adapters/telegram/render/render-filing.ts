import type { FileLine } from '../../../ports/file-line.ts';
import type { DraftRefusalView, FieldLine, FilingScreen } from '../../../ports/screen.ts';
import type { Renderers, Rendering } from './rendering.ts';
import { lines, paragraphs, plain, type RichText, shortenText } from './rich-text.ts';

/** Of a person's own text shown back, so that a card stays within a message whatever the text is. */
const previewUnitsMax = 300;
const reviewUnitsMax = 2500;
const valueUnitsMax = 200;
const bytesPerMegabyte = 1024 * 1024;

export const filingRenderers: Renderers<FilingScreen> = {
  'describe-problem': ({ files }, { say }) =>
    files === 0 ? say('filing.describe') : say('filing.describeWithFiles', { count: files }),
  'choose-type': ({ preview, files, department, another }, to) =>
    lines(
      ...previewLines(preview, files, to),
      department === null
        ? to.say(another ? 'filing.anotherType' : 'filing.makeTicket')
        : to.say('filing.typesOf', { department: to.title(department) }),
    ),
  'choose-department': ({ preview, files }, to) =>
    lines(...previewLines(preview, files, to), to.say('filing.chooseDepartment')),
  'field-asked': ({ typeTitle, title, hint, answer, required, problem }, { say, title: inLanguage }) =>
    lines(
      say('filing.fieldAsked', { type: inLanguage(typeTitle), title: inLanguage(title) }),
      hint === null ? null : plain(inLanguage(hint)),
      problem === 'invalid' ? say(`filing.fieldInvalid.${answer}`) : null,
      required ? null : say('filing.fieldOptional'),
    ),
  review: renderReview,
  'change-draft': (_, { say }) => say('filing.change'),
  'choose-priority': ({ current }, { say }) =>
    say('filing.choosePriority', { current: say(`words.priority.${current}`) }),
  'priority-reason-asked': (_, { say }) => say('filing.reasonAsked'),
  'new-text-asked': (_, { say }) => say('filing.newTextAsked'),
  'draft-files': ({ files }, to) =>
    files.length === 0
      ? to.say('filing.draftFilesEmpty')
      : lines(to.say('filing.draftFiles'), ...files.map((file, index) => plain(`${index + 1}. ${fileName(file, to)}`))),
  'draft-fields': ({ fields }, to) =>
    lines(to.say('filing.draftFields'), ...fields.map((field) => fieldLine(field, to))),
  'draft-refused': ({ refusal }, to) => renderRefusal(refusal, to),
  'draft-discarded': (_, { say }) => say('filing.discarded'),
  'draft-set-aside': ({ typeTitle }, { say, title }) => say('filing.setAside', { type: title(typeTitle) }),
  sending: (_, { say }) => say('filing.sending'),
  'files-left-out': ({ number, files }, to) =>
    to.say('filing.filesLeftOut', { number, files: files.map((file) => fileName(file, to)).join(', ') }),
  'accepted-later': (_, { say }) => say('filing.acceptedLater'),
  'sign-in-and-send': ({ typeTitle }, { say, title }) => say('filing.signInAndSend', { type: title(typeTitle) }),
  'not-filed': ({ reason, file, contact }, to) => {
    const which = file === null ? '' : to.say('filing.notFiled.which', { file: fileName(file, to) });
    switch (reason) {
      case 'invalid':
        return to.say('filing.notFiled.invalid', { contact });
      case 'not-permitted':
        return to.say('filing.notFiled.notPermitted', { contact });
      case 'file-forbidden':
        return to.say('filing.notFiled.fileForbidden', { which });
      case 'file-too-large':
        return to.say('filing.notFiled.fileTooLarge', { which });
      case 'file-gone':
        return to.say('filing.notFiled.fileGone', { which });
    }
  },
};

function renderReview(screen: Extract<FilingScreen, { kind: 'review' }>, to: Rendering): RichText {
  const { say, title } = to;
  const { sent, typeTitle, priority, priorityReason, text, files, fields } = screen;
  return paragraphs(
    lines(
      say(sent ? 'filing.sent' : 'filing.review'),
      say('filing.typeAndPriority', { type: title(typeTitle), priority: say(`words.priority.${priority}`) }),
      priorityReason === null ? null : say('filing.reason', { reason: shortenText(priorityReason, valueUnitsMax) }),
      text === '' ? null : say('filing.quote', { text: shortenText(text, reviewUnitsMax) }),
      ...fields.map((field) => fieldLine(field, to)),
      files.length === 0 ? null : say('filing.files', { count: files.length }),
    ),
    sent ? null : say('filing.addMore'),
  );
}

function renderRefusal(refusal: DraftRefusalView, to: Rendering): RichText {
  const { say } = to;
  switch (refusal.reason) {
    case 'too-many-files':
      return say('filing.refused.tooManyFiles', { file: fileName(refusal.file, to), max: refusal.filesMax });
    case 'file-too-large':
      return say('filing.refused.fileTooLarge', {
        file: fileName(refusal.file, to),
        megabytes: Math.floor(refusal.bytesMax / bytesPerMegabyte),
      });
    case 'file-forbidden':
      return say('filing.refused.fileForbidden', { file: fileName(refusal.file, to) });
    case 'text-too-long':
      return say('filing.refused.textTooLong', { max: refusal.charsMax });
    case 'answer-too-long':
      return say('filing.refused.answerTooLong', { max: refusal.charsMax });
    case 'too-many-messages':
      return say('filing.refused.tooManyMessages', { max: refusal.messagesMax });
  }
}

function previewLines(preview: string, files: number, { say }: Rendering): (RichText | null)[] {
  return [
    preview === '' ? null : say('filing.quote', { text: shortenText(preview, previewUnitsMax) }),
    files === 0 ? null : say('filing.files', { count: files }),
  ];
}

function fieldLine({ title, value }: FieldLine, to: Rendering): RichText {
  if (value === null) return to.say('filing.fieldEmpty', { title: to.title(title) });
  return to.say('filing.field', { title: to.title(title), value: shortenText(to.title(value), valueUnitsMax) });
}

export function fileName({ kind, name }: FileLine, { say }: Rendering): string {
  return say(`files.${kind}`, { name: shortenText(name, valueUnitsMax) }).text;
}
