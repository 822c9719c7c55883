// Chooses a picture from a file dialog or by dropping it, and opens it to see whether it is one.

import { type DragEvent, useEffect, useId, useState } from "react";
import { CONTENT_WORDS } from "../../text/contentWords";
import { useText } from "../../text/useText";
import { useWords } from "../../text/useWords";
import { Icon } from "../../ui/icons";
import { Sign } from "../../ui/Mark";
import {
  type Complaint,
  checkFile,
  checkPixels,
  MAX_PICTURE_BYTES,
  PICTURE_TYPES,
  type Picture,
} from "./draft";
import classes from "./NewSlidePage.module.css";

interface PictureFieldProps {
  picture: Picture | null;
  complaint: Complaint | undefined;
  onChange: (picture: Picture | null) => void;
}

export function PictureField({ picture, complaint, onChange }: PictureFieldProps) {
  const { bytes } = useText();
  const { w } = useWords(CONTENT_WORDS);
  const [refused, setRefused] = useState<Complaint | null>(null);
  const [isOver, setIsOver] = useState(false);
  const [input, error] = [useId(), useId()];
  const address = useFileUrl(picture?.file ?? null);
  const shown = refused ?? complaint;

  const choose = async (file: File | undefined) => {
    if (!file) return;
    const found = checkFile(file, bytes) ?? (await open(file));
    setRefused("key" in found ? found : null);
    onChange("key" in found ? null : found);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void choose(event.dataTransfer.files[0]);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra, the input does it all
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      {address && <img className={classes.preview} src={address} alt={w("slide.preview_alt")} />}
      {picture && (
        <p>
          {picture.file.name} ·{" "}
          {w("content.picture_size", {
            width: picture.width,
            height: picture.height,
            bytes: bytes(picture.file.size),
          })}
        </p>
      )}
      <input
        id={input}
        className={`tq-hidden ${classes.input}`}
        type="file"
        accept={PICTURE_TYPES.join(",")}
        aria-invalid={shown ? true : undefined}
        aria-describedby={error}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          // The same file may be chosen again after it was mended.
          event.currentTarget.value = "";
        }}
      />
      <label htmlFor={input} className="tq-button">
        <Icon name="upload" />
        {w(picture ? "slide.choose_other" : "slide.choose")}
      </label>
      <p className="tq-quiet">{w("slide.drop", { bytes: bytes(MAX_PICTURE_BYTES) })}</p>
      <p id={error} role="alert" className={classes.complaint}>
        {shown && (
          <>
            <Sign shape="octagon" tone="red" />
            {w(shown.key, shown.values)}
          </>
        )}
      </p>
    </div>
  );
}

async function open(file: File): Promise<Picture | Complaint> {
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    return checkPixels(width, height) ?? { file, width, height };
  } catch {
    return { key: "slide.error.broken" };
  } finally {
    URL.revokeObjectURL(address);
  }
}

function useFileUrl(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file) {
      setAddress(null);
      return;
    }
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return address;
}
