import type {
  StatementBlock,
  StatementCell,
  StatementSection,
  StatementTable,
} from "../../world/pdf/settlement-slip.ts";
import { ComparisonBars } from "./comparison-bars.tsx";
import { StateTable } from "./state-table.tsx";
import { SummaryList } from "./summary-list.tsx";

/** Sections of a statement, as the page shows what the slip prints. */
export function StatementSections({ sections }: { sections: readonly StatementSection[] }) {
  return (
    <>
      {sections.map((section) => (
        <section key={section.id} class="statement-section" aria-labelledby={section.id}>
          <h2 id={section.id}>{section.title}</h2>
          {section.blocks.map((block, index) => (
            <Block key={`${section.id}-${String(index)}`} block={block} />
          ))}
        </section>
      ))}
    </>
  );
}

function Block({ block }: { block: StatementBlock }) {
  switch (block.kind) {
    case "text":
      return <p class={block.isQuiet ? "quiet" : undefined}>{block.text}</p>;
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    case "facts":
      return <SummaryList entries={block.entries} />;
    case "chart":
      return <ComparisonBars chart={block} />;
    case "table":
      return <Table table={block} />;
  }
}

function Table({ table }: { table: StatementTable }) {
  return (
    <StateTable
      caption={table.caption}
      showCaption={table.showCaption}
      {...(table.isWide ? { width: "wide" as const } : {})}
      {...(table.namesFigure ? { namesFigure: true } : {})}
      columns={table.columns.map(({ label, isFigure }) => ({
        label,
        ...(isFigure ? { align: "figures" as const } : {}),
      }))}
      rows={table.rows.map((row, index) => ({ id: String(index), cells: row.map(cellNode) }))}
      {...(table.total === null ? {} : { total: table.total.map(cellNode) })}
    />
  );
}

function cellNode({ text, note, path }: StatementCell) {
  const figure = path === undefined ? text : <a href={path}>{text}</a>;
  if (note === "") return figure;
  return (
    <>
      {figure}
      <span class="cell-note">{note}</span>
    </>
  );
}
