"""`ocr-rules`: the CPU default and the second opinion; rules over recognised text and boxes.

Reads one screenshot per question and answers with the schema that came with it. It knows how
subscription sites speak in general and no site in particular. Path of a question:

    server -> wire (refuses what a model server refuses) -> screen -> act | judge -> answer
"""
