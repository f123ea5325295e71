// Package files keeps blobs in a local folder and makes pictures safe to show.
//
// It owns the layout of the folder (KIND/ab/abcd…, named by the SHA-256 of the content), writing that survives a
// crash, and the reading of uploaded pictures: checked before they are decoded, decoded within a memory budget,
// turned upright, scaled and encoded anew, so that nothing of the upload but its pixels is ever served. It refuses
// SVG and anything else that could run in a browser, names chosen by people, and counting who refers to a blob: the
// owner of the rows does that before it calls Remove.
package files
