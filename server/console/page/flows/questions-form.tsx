/** What callers ask, in their own ways, and the approved answer to it. */
import { useSignal } from '@preact/signals';
import {
  CheckField,
  Item,
  idFor,
  itemsIn,
  ListField,
  LongTextField,
  listIn,
  textIn,
} from './form-fields.tsx';
import type { FormFile } from './form-view.tsx';
import { NewLine } from './new-line.tsx';

/** The file is the list itself. */
export function QuestionsForm({ file }: { file: FormFile }) {
  const questions = itemsIn(file.value);
  const fresh = useSignal('');
  const add = (wording: string): void => {
    const id = idFor(
      wording,
      questions.map((question) => question.id),
    );
    fresh.value = id;
    file.add([], { id, wordings: [wording], answer: '' });
  };
  return (
    <>
      <NewLine
        label="How callers ask it"
        placeholder="can I bring my dog"
        button="Add a question"
        add={add}
      />
      <ul class="items">
        {questions.map((question, index) => (
          <Item
            key={textIn(question.id)}
            title={textIn(question.id).replaceAll('-', ' ')}
            fresh={question.id === fresh.value}
            remove={() => file.remove([index])}
          >
            <ListField
              label="How callers ask it"
              by="line"
              value={listIn(question.wordings)}
              change={(next) => next.length > 0 && file.set([index, 'wordings'], next)}
            />
            <LongTextField
              label="What is answered"
              value={textIn(question.answer)}
              change={(next) => next && file.set([index, 'answer'], next)}
            />
            <LongTextField
              label="What is answered when a fact in braces is not known"
              value={textIn(question.otherwise)}
              change={(next) => file.set([index, 'otherwise'], next === '' ? undefined : next)}
            />
            <CheckField
              label="Put the caller through to a person afterwards"
              value={question['hand-over'] === true}
              change={(on) => file.set([index, 'hand-over'], on ? true : undefined)}
            />
          </Item>
        ))}
      </ul>
      {questions.length === 0 && <p class="quiet">No questions yet.</p>}
    </>
  );
}
