// The words around the picture of a station's window.

import { words } from "../../text/useWords";

export const WINDOW_WORDS = words(
  {
    title: "Màn hình trạm",
    housing: "Loại trạm",
    "housing.cabin": "Buồng, màn hình ngang 21,5 inch",
    "housing.cabin-portrait": "Buồng, màn hình dọc 21,5 inch",
    "housing.station": "Trạm 15,6 inch",
    "housing.compact-10": "Trạm nhỏ 10 inch",
    "housing.compact-7": "Trạm nhỏ 7 inch",
    language: "Ngôn ngữ trên màn hình",
    drawing: "Đang vẽ màn hình…",
    alt: "Màn hình trạm với kết luận: {verdict}",
    open: "Mở ảnh cỡ thật",
    "problem.window.not_installed":
      "Máy chủ chưa cài phần mềm của trạm (gói tramquet[kiosk]) nên không vẽ được màn hình. Kết luận bằng chữ vẫn đúng.",
    "problem.window.slow": "Phần mềm của trạm vẽ quá lâu nên đã bị dừng. Hãy thử lại.",
    "problem.window.failed":
      "Phần mềm của trạm không vẽ được. Lý do nằm trong nhật ký của máy chủ.",
    "problem.window.no_prlimit":
      "Máy chủ thiếu chương trình prlimit (gói util-linux) nên không vẽ màn hình.",
    "problem.window.busy": "Nhiều người đang xem màn hình trạm. Hãy thử lại sau ít giây.",
  },
  {
    title: "Station's window",
    housing: "Station",
    "housing.cabin": "Cabin, 21.5 inch landscape",
    "housing.cabin-portrait": "Cabin, 21.5 inch portrait",
    "housing.station": "Station, 15.6 inch",
    "housing.compact-10": "Compact, 10 inch",
    "housing.compact-7": "Compact, 7 inch",
    language: "Language on the window",
    drawing: "Drawing the window…",
    alt: "A station's window with the verdict: {verdict}",
    open: "Open the picture in full size",
    "problem.window.not_installed":
      "The station's program (tramquet[kiosk]) isn't installed on the server, so the window can't be drawn. The verdict in words is right all the same.",
    "problem.window.slow": "The station's program took too long and was ended. Please try again.",
    "problem.window.failed": "The station's program couldn't draw. Why stands in the server's log.",
    "problem.window.no_prlimit":
      "The server lacks the program prlimit (package util-linux), so the window isn't drawn.",
    "problem.window.busy": "Several people are looking at windows. Try again in a few seconds.",
  },
);
