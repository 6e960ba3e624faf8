import { AccountLetter } from "./account-chip.tsx";
import styles from "./union-picture.module.css";

/** How often the strands cross once they are one. */
const TWISTS = [0, 1, 2, 3] as const;

/** A user in the picture: who it is, and its user ID, whole or shortened. */
export type PicturedUser = { readonly name: string; readonly id: string };

/** Two users become one user with two identities: the whole subject in one picture. */
export function UnionPicture({
  a,
  b,
  caption,
}: {
  /** The one that survives. */
  a: PicturedUser;
  b: PicturedUser;
  /** The same in words. */
  caption: string;
}) {
  return (
    <figure className={styles["picture"]}>
      <ul className={styles["users"]}>
        <li>
          <AccountLetter owner="A" />
          <User {...a} />
        </li>
        <li>
          <AccountLetter owner="B" />
          <User {...b} />
        </li>
      </ul>
      <svg
        className={styles["strands"]}
        viewBox="0 0 480 144"
        preserveAspectRatio="none"
        fill="none"
        aria-hidden="true"
      >
        <Strand owner="B" d="M0 107.5H40C96 107.5 112 54 160 54" />
        <Strand owner="A" d="M0 35.5H40C96 35.5 112 90 160 90" />
        {TWISTS.map((twist) => {
          const x = 160 + twist * 64;
          const isFirst = twist % 2 === 0;
          const falling = `M${x} 54C${x + 32} 54 ${x + 32} 90 ${x + 64} 90`;
          const rising = `M${x} 90C${x + 32} 90 ${x + 32} 54 ${x + 64} 54`;
          return (
            <g key={twist}>
              <Strand owner={isFirst ? "A" : "B"} d={rising} />
              <Strand owner={isFirst ? "B" : "A"} d={falling} />
            </g>
          );
        })}
        <path d="M416 90C440 90 448 72 480 72" className={styles["strand"]} data-owner="A" />
        <path d="M416 54C440 54 448 72 480 72" className={styles["strand"]} data-owner="B" />
      </svg>
      <div className={styles["one"]}>
        <span className={styles["node"]} aria-hidden="true" />
        <User name="One user" id={a.id} />
        <span className={styles["identities"]}>
          <AccountLetter owner="A" /> <AccountLetter owner="B" />
        </span>
      </div>
      <figcaption className="visually-hidden">{caption}</figcaption>
    </figure>
  );
}

function User({ name, id }: PicturedUser) {
  return (
    <span className={styles["user"]}>
      <span>{name}</span>
      <code>{id}</code>
    </span>
  );
}

/** A strand with an edge of paper, so that one lies over the other where they cross. */
function Strand({ owner, d }: { owner: "A" | "B"; d: string }) {
  return (
    <>
      <path d={d} className={styles["edge"]} />
      <path d={d} className={styles["strand"]} data-owner={owner} />
    </>
  );
}
