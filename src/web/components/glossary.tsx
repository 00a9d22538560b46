/** The words used in a table, each with its explanation at hand. */
export function Glossary(props: { title: string; words: readonly { word: string; text: string }[] }) {
  return (
    <section class="glossary" aria-label={props.title}>
      <dl>
        {props.words.map(({ word, text }) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd> – {text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
